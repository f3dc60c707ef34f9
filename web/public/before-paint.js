// Runs before the first paint, so that a page asked for in dark or in English does not flash in light or Chinese.
// src/theme.ts and src/language.ts take over from here with the same two keys.
(() => {
  const root = document.documentElement;
  let theme = null;
  let language = new URLSearchParams(location.search).get('lang');
  try {
    theme = localStorage.getItem('cleanmatch.theme');
    language ??= localStorage.getItem('cleanmatch.lang');
  } catch {
    // Storage may be forbidden: the system's setting and Chinese stand.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.lang = language === 'en' ? 'en' : 'zh-CN';
})();
