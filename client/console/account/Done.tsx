import { Shape } from '../../ui/Shape.tsx'
import './form.css'

/** That something was carried out; nothing while `children` is undefined. A screen reader hears it when it appears. */
export function Done({ children }: { children: string | undefined }) {
  return (
    <div role="status">
      {children !== undefined && (
        <p className="form__done">
          <Shape is="disc" />
          <span>{children}</span>
        </p>
      )}
    </div>
  )
}
