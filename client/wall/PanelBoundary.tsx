import { Component, type ReactNode } from 'react'

/** Before a broken panel is tried again, ms. */
const RETRY_MS = 20_000

/** A panel that breaks leaves its place empty with a word, and is tried again; the rest of the wall goes on. */
export class PanelBoundary extends Component<
  { readonly children: ReactNode; readonly message: ReactNode },
  { broken: boolean }
> {
  override state = { broken: false }
  #timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(error: unknown): void {
    console.error('panel', error)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.setState({ broken: false }), RETRY_MS)
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer)
  }

  override render(): ReactNode {
    return this.state.broken ? <p className="wall-panel-broken">{this.props.message}</p> : this.props.children
  }
}
