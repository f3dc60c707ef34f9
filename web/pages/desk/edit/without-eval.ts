import { config } from 'zod';

/** The page's content policy forbids making code from text, and zod would try it once to see. */
config({ jitless: true });
