import type { CameraView } from '../cameras/camera.ts'

/** A camera's view for the worked examples of KPIs. */
export function exampleView(
  waiting: number | null,
  counters: number | null,
  countersStaffed: number | null,
): CameraView {
  return {
    id: 'example',
    status: 'online',
    frameAt: 0,
    frozenSince: null,
    countAt: 0,
    waiting,
    counters,
    countersStaffed,
    retained: false,
  }
}
