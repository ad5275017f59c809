import { createContext } from 'react'

/** Takes what is said to whoever took an alert on as the second: the alert itself leaves the place where they looked. */
export const BeatenContext = createContext<(sentence: string) => void>(() => undefined)
