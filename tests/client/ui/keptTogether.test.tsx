// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { KeptTogether } from '../../../client/ui/KeptTogether.tsx'

afterEach(cleanup)

const drawn = (text: string) => render(<KeptTogether>{text}</KeptTogether>).container

it.each([
  ['Camera Bộ phận Một cửa P. Thới Bình: hình bị treo', ['P. Thới']],
  ['Cảnh báo ngập tại TP. Cần Thơ, P. Ninh Kiều', ['TP. Cần Thơ', 'P. Ninh']],
  ['mất MQTT từ 17:59 26/11/2026 · số liệu cũ dần', ['17:59 26/11/2026', 'số liệu cũ dần']],
  ['và 5 nơi khác, cần ≥ 95%', ['và 5 nơi khác', '≥ 95%']],
  ['UBND phường An Khánh · chưa ai nhận', ['UBND phường An Khánh ·', 'chưa ai nhận']],
  ['Kế hoạch · cần ≥ 100% · và 5 chỉ tiêu khác', ['Kế hoạch ·', 'cần ≥ 100% ·', 'và 5 chỉ tiêu khác']],
  ['giảm 8 hồ sơ so với thứ Hai trước · mục tiêu ≤ 0 hồ sơ', ['8 hồ', 'mục tiêu ≤ 0 hồ sơ']],
  ['Plan · target ≥ 100% · and 5 other targets', ['Plan ·', 'target ≥ 100% ·', 'and 5 other targets']],
  ['One-stop offices: overcrowded, and 15 other places in the city', ['One-stop', 'and 15 other places']],
  ['UBND xã Trường Long', ['UBND xã Trường']],
  ['Ủy ban nhân dân thị trấn Cờ Đỏ, huyện Cờ Đỏ', ['thị trấn Cờ', 'huyện Cờ']],
  ['Sở KH&CN đã nhận, Phường 2 chưa', ['Sở KH&CN', 'Phường 2']],
  ['họp với các sở, ngành, quận, huyện và các xã, phường ven sông', []],
  ['chưa ai nhận', []],
])('keeps together what belongs together in “%s”, and changes no letter', (text, kept) => {
  const container = drawn(text)
  expect(container.textContent).toBe(text)
  expect([...container.querySelectorAll('.kept-together')].map((each) => each.textContent)).toEqual(kept)
})

it('is one element, so that in a row of elements it stands as one', () => {
  expect(drawn('Camera P. Thới Bình: 3 giờ trước').childNodes).toHaveLength(1)
  expect(drawn('Đèn đường hỏng').childNodes).toHaveLength(1)
})
