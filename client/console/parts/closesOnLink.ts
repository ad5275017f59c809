import type { HTMLAttributes, MouseEvent } from 'react'

/** For what a popup holds: a link that leads away closes the popup it stands in. */
export function closesOnLink(close: () => void): Pick<HTMLAttributes<HTMLElement>, 'onClick'> {
  return {
    onClick: ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a') !== null) close()
    },
  }
}
