import { Component, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { comeBack } from './comeBack.ts'
import './errorBoundary.css'

/** Around the whole page: whatever breaks, it says so calmly and comes back by itself. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useTranslation('common')
  useEffect(
    () =>
      comeBack({
        isReachable: () =>
          fetch('/healthz', { cache: 'no-store' }).then(
            (answer) => answer.ok,
            () => false,
          ),
        reload: () => location.reload(),
        random: Math.random,
      }),
    [],
  )
  return (
    <main className="broken" role="alert">
      <h1 className="broken__title">{t('broken.title')}</h1>
      <p className="broken__hint">{t('broken.hint')}</p>
      <button type="button" className="broken__reload" onClick={() => location.reload()}>
        {t('broken.reload')}
      </button>
    </main>
  )
}
