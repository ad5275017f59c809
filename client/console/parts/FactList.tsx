import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact } from '../../../domain/matters/fact.ts'

/** What has happened to a matter, the newest first; where the hub has left out what lies in between, how much that is. */
export function FactList({
  facts,
  className,
  children,
}: {
  /** In the order of their versions. */
  facts: readonly Fact[]
  className: string
  children: (fact: Fact) => ReactNode
}) {
  return (
    <ol className={className} reversed>
      {facts.toReversed().map((fact, n, newestFirst) => (
        <Fragment key={fact.version}>
          {n > 0 && <LeftOut count={(newestFirst[n - 1]?.version ?? 0) - fact.version - 1} />}
          {children(fact)}
        </Fragment>
      ))}
    </ol>
  )
}

/** Between two facts that are shown. */
export function LeftOut({ count }: { count: number }) {
  const { t } = useTranslation()
  return count > 0 ? <li className="console__empty">{t('leftOut', { count })}</li> : null
}
