/** The whole screen: first run until this PC belongs to an organisation, then the frame with its pages. */
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { DoorClosed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { EmptyState } from '../design/EmptyState.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { theme } from '../design/theme.ts';
import { useLanguage } from '../i18n/index.ts';
import { FirstRun } from './first-run/FirstRun.tsx';
import { isToRecover, Recover } from './first-run/Recover.tsx';
import { KeyboardProvider } from './keyboard/keys.tsx';
import type { Office } from './office.ts';
import { OfficeProvider, useLive } from './office-context.tsx';
import { createRouter } from './routes.tsx';
import { SessionProvider, sessionOf } from './session.tsx';

const DATE_LOCALE = { zh: 'zh-cn', en: 'en' } as const;

export function App({ office }: { readonly office: Office | undefined }) {
  const language = useLanguage();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <DatesProvider settings={{ locale: DATE_LOCALE[language], firstDayOfWeek: 1 }}>
        <Notifications position="bottom-center" limit={4} transitionDuration={120} />
        {office === undefined ? (
          <NoSession />
        ) : (
          <OfficeProvider value={office}>
            <Gate />
          </OfficeProvider>
        )}
      </DatesProvider>
    </MantineProvider>
  );
}

function Gate() {
  const setup = useLive('setup.status', {});
  const [router] = useState(createRouter);
  if (setup.value === undefined) return <Skeleton />;
  const session = sessionOf(setup.value);
  if (isToRecover(setup.value)) return <Recover setup={setup.value} />;
  if (session === undefined) return <FirstRun />;
  return (
    <SessionProvider session={session}>
      <KeyboardProvider>
        <RouterProvider router={router} />
      </KeyboardProvider>
    </SessionProvider>
  );
}

function NoSession() {
  const { t } = useTranslation();
  return <EmptyState icon={DoorClosed} title={t('frame.noSession.title')} hint={t('frame.noSession.hint')} />;
}
