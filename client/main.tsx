import '@fontsource-variable/inter/wght.css'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startI18n } from './i18n/startI18n.ts'
import { sayWhatIsRequired } from './ui/requiredText.ts'
import './ui/base.css'

startI18n()
sayWhatIsRequired(document, () => i18next.t('common:required'))
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
