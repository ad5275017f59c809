import { createContext } from 'react'

/** The wall that may ask for the video of the camera in focus; undefined: this page shows pictures. */
export const VideoOfWall = createContext<string | undefined>(undefined)
