import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { FocusKind } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { useRows } from '../../live/useLive.ts'
import { compareNames } from '../../panels/names.ts'
import { UnitOptions } from '../parts/UnitOptions.tsx'

/** What a scene of one thing may show, as the choices of a field. */
export function FocusOptions({ kind, units }: { kind: FocusKind; units: UnitTree }) {
  switch (kind) {
    case 'unit':
      return <UnitOptions units={units} within={units.districts.map(({ code }) => code)} />
    case 'camera':
      return <CameraOptions />
    case 'incident':
      return <IncidentOptions />
  }
}

function CameraOptions() {
  const cameras = [...useRows('cameras').values()].map(({ id, name }) => ({ id, name: readableName(name, id) }))
  return cameras
    .sort((a, b) => compareNames(a.name, b.name))
    .map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
}

/** Incidents that are open, the newest first. */
function IncidentOptions() {
  const text = useText()
  const rows = useRows('incidents')
  const open = [...new Map([...rows.values()].map((row) => [row.id, row])).values()]
  return open
    .sort((a, b) => b.openedAt - a.openedAt)
    .map(({ id, ...named }) => (
      <option key={id} value={id}>
        {`${text(matterTitle('incident', named))} (${id})`}
      </option>
    ))
}
