// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sayWhatIsRequired } from '../../../client/ui/requiredText.ts'

let end: () => void = () => undefined
beforeEach(() => {
  end = sayWhatIsRequired(document, () => 'Hãy nhập ô này.')
})
afterEach(() => {
  end()
  cleanup()
})

/** A form whose field its page fills by itself, too. */
function Form({ onSent }: { readonly onSent: () => void }) {
  const [code, setCode] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSent()
      }}
    >
      <input aria-label="code" required value={code} onChange={({ target }) => setCode(target.value)} />
      <button type="button" onClick={() => setCode('123')}>
        fill
      </button>
      <button type="submit">send</button>
    </form>
  )
}

it('a required field that is left empty is told in the page’s words, and a form that is filled is sent at the first press', async () => {
  const sent = vi.fn()
  render(<Form onSent={sent} />)
  const field = screen.getByLabelText<HTMLInputElement>('code')
  await userEvent.click(screen.getByRole('button', { name: 'send' }))
  expect(sent).not.toHaveBeenCalled()
  expect(field.validationMessage).toBe('Hãy nhập ô này.')
  await userEvent.type(field, '1')
  expect(field.validationMessage).toBe('')
  await userEvent.clear(field)
  await userEvent.click(screen.getByRole('button', { name: 'send' }))
  await userEvent.click(screen.getByRole('button', { name: 'fill' }))
  await userEvent.click(screen.getByRole('button', { name: 'send' }))
  expect(sent).toHaveBeenCalledTimes(1)
})

it('what a field says of itself stays', async () => {
  render(<Form onSent={vi.fn()} />)
  const field = screen.getByLabelText<HTMLInputElement>('code')
  field.setCustomValidity('Mã gồm sáu chữ số.')
  await userEvent.click(screen.getByRole('button', { name: 'send' }))
  expect(field.validationMessage).toBe('Mã gồm sáu chữ số.')
})
