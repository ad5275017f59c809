/** What the hub holds at the end may be so many times what it held after a third of the time. */
export const MOST_GROWTH = 1.25
