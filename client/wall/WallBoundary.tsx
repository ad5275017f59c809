import { Component, type ReactNode } from 'react'
import { reloadWhenReachable } from './reloadWhenReachable.ts'

/** When the wall itself breaks it shows its own quiet page, says that it is coming back, and comes back. */
export class WallBoundary extends Component<
  { readonly children: ReactNode; readonly message: ReactNode },
  { broken: boolean }
> {
  override state = { broken: false }
  #stop = () => {}

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(error: unknown): void {
    console.error('wall', error)
    this.#stop()
    this.#stop = reloadWhenReachable()
  }

  override componentWillUnmount(): void {
    this.#stop()
  }

  override render(): ReactNode {
    return this.state.broken ? <div className="wall-broken">{this.props.message}</div> : this.props.children
  }
}
