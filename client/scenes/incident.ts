import { declaredScene, type Scene } from './scene.ts'

/** One incident in focus: where it is, how far it has come, what is due and who is on it. It is called, and never turned to. */
export const incident: Scene = {
  ...declaredScene('incident'),
  question: { vi: 'Sự vụ này: đến đâu, còn việc gì?', en: 'This incident: where it stands, what is due?' },
  headline: { is: 'incident' },
  period: 'now',
  view: { is: 'unit', pitch: 30, bearing: 0 },
  layers: [{ layer: 'incident' }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'incident', part: 'steps' },
        { of: 'incident', part: 'figure' },
      ],
    },
    { panel: 'incidentTimeline' },
  ],
  attention: { panel: 'incidentSteps' },
  right: 'list',
}
