import { useTranslation } from 'react-i18next'
import type { MatterKind } from '../../../domain/matters/fact.ts'
import { MATTER_KIND } from '../../../domain/matters/matterKinds.ts'
import { useText } from '../../i18n/useText.ts'
import { useLookers } from '../../live/useLive.ts'
import { useNoticesSeen } from '../notices/useNoticesSeen.ts'
import './lookers.css'

/** Who else has the same matter open now; nothing where nobody has. Tells the hub that it is open here, and that its notices have been seen. */
export function Lookers({ kind, id }: { kind: MatterKind; id: string }) {
  const { t } = useTranslation('handling')
  const text = useText()
  useNoticesSeen(kind, id)
  const others = useLookers(kind, id)
  return (
    <p role="status" className="lookers">
      {others !== undefined &&
        others.length > 0 &&
        t('here', { what: text(MATTER_KIND[kind].name).toLocaleLowerCase(), who: others.join(', ') })}
    </p>
  )
}
