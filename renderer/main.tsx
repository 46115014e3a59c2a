import '@fontsource-variable/noto-sans-sc';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './design/mantine-variables.css';
import './design/tokens.css';
import './design/base.css';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { connectClient } from './app/connect-client.ts';
import { sayWhatIsMissing } from './app/missing-fields.ts';
import { createOffice } from './app/office.ts';
import { readLanguage } from './app/preferences.ts';
import { followLanguage, startTexts } from './i18n/index.ts';

// Typed dates are read in the format in which they are shown.
dayjs.extend(customParseFormat);

const host = document.getElementById('root');
if (host === null) throw new Error('the page has no place for the screens');
const root = createRoot(host);

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

// Screen readers read by it, and fonts differ by it.
followLanguage((language) => {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
});
sayWhatIsMissing();
const [, client] = await Promise.all([startTexts(readLanguage()), connectClient(() => root.render(<App office={undefined} />))]);
root.render(<App office={createOffice(client, after)} />);
