/** Set by `npm run test:long`: then slow tests run whole, and in `npm test` a part of them that stands for the rest. */
export const LONG = process.env.CLEANMATCH_LONG === '1';
