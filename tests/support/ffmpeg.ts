import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { missingEngine } from './engines.ts'

/** Whether ffmpeg is there, which makes the video of the tests. */
export function hasFfmpeg(): boolean {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return missingEngine('ffmpeg', 'ffmpeg') ?? false
  }
}

/** A moving picture as a camera's sub-stream sends it: H.264 without B-frames, a key frame each second. */
const CAMERA = [
  ...['-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=12', '-an'],
  ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'ultrafast', '-tune', 'zerolatency'],
  ...['-g', '12', '-bf', '0', '-pix_fmt', 'yuv420p'],
]

/** @param output where it goes, as ffmpeg's last arguments */
export function filmWith(...output: readonly string[]): { stop(): Promise<void> } {
  const child: ChildProcess = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...CAMERA, ...output], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
