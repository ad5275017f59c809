import { KPIS } from '../../domain/kpis/index.ts'
import type { Text } from '../../domain/text.ts'
import type { PanelUse } from '../panels/index.ts'
import type { Scene } from './scene.ts'

/** A reader who stands up close takes four words a second in; from across a room, between other things, two. */
const WORDS_PER_SECOND = 2
/** A figure is read together with its state and its bar. */
const SECONDS_PER_FIGURE = 2
/** Finding one's feet after the camera has flown. */
const SETTLING_SECONDS = 5

/** The least time in ms that a scene must stay for its question, its figures and the head of its ranking to be read. */
export function readingMs(scene: Scene): number {
  const texts: Text[] = [scene.question]
  let figures = 0
  for (const panel of [...scene.panels, scene.attention]) {
    const [panelFigures, panelTexts] = contentOf(panel)
    figures += panelFigures
    texts.push(...panelTexts)
  }
  const words = texts.reduce((sum, text) => sum + text.vi.split(/\s+/).length, 0)
  return Math.ceil((SETTLING_SECONDS + figures * SECONDS_PER_FIGURE + words / WORDS_PER_SECOND) * 1000)
}

/** Figures and texts of one panel; of a ranking its first five lines. */
function contentOf(panel: PanelUse): readonly [figures: number, texts: readonly Text[]] {
  switch (panel.panel) {
    case 'figures':
      return [panel.figures.length, panel.figures.flatMap((use) => (use.of === 'kpi' ? [KPIS[use.kpi].short] : []))]
    case 'systemRing':
      return [2, []]
    case 'cameraMosaic':
    case 'cityList':
    case 'communeList':
    case 'directiveList':
    case 'incidentSteps':
    case 'incidentTimeline':
    case 'officePictures':
    case 'planList':
    case 'securityList':
    case 'sinceList':
    case 'stationList':
    case 'systemList':
    case 'unitList':
      return [5, []]
  }
}
