/** Where in a text something was found, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}
