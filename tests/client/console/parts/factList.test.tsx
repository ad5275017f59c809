// @vitest-environment jsdom
import { beforeAll, expect, it } from 'vitest'
import { FactList } from '../../../../client/console/parts/FactList.tsx'
import { startI18n } from '../../../../client/i18n/startI18n.ts'
import type { Fact } from '../../../../domain/matters/fact.ts'
import { renderScreen } from '../../../support/renderScreen.tsx'

beforeAll(startI18n)

const fact = (version: number) => ({ version, did: 'comment' }) as Fact

it('says between which entries how many are left out, and nothing where none are', async () => {
  const { container } = await renderScreen(
    <FactList className="facts" facts={[1, 2, 24, 25].map(fact)}>
      {({ version }) => <li>{version}</li>}
    </FactList>,
  )
  expect([...container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
    ...['25', '24', '… 21 mục ở giữa không liệt kê ở đây', '2', '1'],
  ])
})
