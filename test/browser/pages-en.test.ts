import { openSite } from '../setup/site.ts';
import { walkPages } from './walk.ts';

walkPages(await openSite(), 'en');
