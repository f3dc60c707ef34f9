import { createApp } from 'vue';

import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import '../design/print.css';
import App from './App.vue';
import { watchHealth } from './health.ts';
import { i18n } from './language.ts';
import { router } from './router.ts';
import { findKnownSession } from './session.ts';

// The content policy forbids making code from text, which zod tries where a later page brings it. Its own config() would come too
// late: each schema asks as it is made, and all are made before a page's first line runs.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const app = createApp(App);
app.use(i18n);
app.use(router);
// The first navigation loads the messages of the language: before them there is nothing to show.
void router.isReady().then(() => {
  app.mount('#app');
  watchHealth();
  findKnownSession();
});
