import { createApp } from 'vue';

import '../design/tokens.css';
import '../design/base.css';
import '../design/controls.css';
import '../design/print.css';
import App from './App.vue';
import { watchHealth } from './health.ts';
import { i18n } from './language.ts';
import { router } from './router.ts';

const app = createApp(App);
app.use(i18n);
app.use(router);
// The first navigation loads the messages of the language: before them there is nothing to show.
void router.isReady().then(() => {
  app.mount('#app');
  watchHealth();
});
