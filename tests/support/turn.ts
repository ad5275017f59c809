/** One turn of the event loop: what was ready to happen has happened. */
export const turn = () => new Promise<void>((done) => setImmediate(done))
