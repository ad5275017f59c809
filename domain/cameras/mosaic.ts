/** Pictures of cameras that one screen shows at a time: more nobody looks at, and the hub sends no screen the pictures of more. */
export const MOST_TILES = 24
