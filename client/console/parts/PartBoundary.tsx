import { Component, type ReactNode } from 'react'
import { ApiTrouble } from './ApiTrouble.tsx'

/** Keeps the failure of one part in its place: the rest of the page goes on, and the part can be tried again there. */
export class PartBoundary extends Component<
  { children: ReactNode; onRetry?: () => void },
  { error: Error | undefined }
> {
  override state: { error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  readonly retry = (): void => {
    this.props.onRetry?.()
    this.setState({ error: undefined })
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === undefined ? this.props.children : <ApiTrouble error={error} retry={this.retry} />
  }
}
