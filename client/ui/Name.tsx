import { readableName } from '../../domain/readableName.ts'
import './name.css'

/**
 * A name that somebody gave to a device or an office, in one line of its own: too long a one is cut short and whole in its hint and when it has
 * the focus; marks piled on its letters draw over nothing beside it, what turns the direction of writing ends with it, and one that cannot be
 * seen gives way to the id.
 */
export function Name({ id, children }: { id: string; children: string }) {
  return (
    <bdi className="name" title={children}>
      {readableName(children, id)}
    </bdi>
  )
}
