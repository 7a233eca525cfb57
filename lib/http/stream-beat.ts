/** How often a stream says that it still flows. */
export const streamBeatMs = 20_000;
/** The message that says so. It has a name and data, since scripts of pages cannot see an SSE comment. */
export const streamBeatEvent = 'beat';
