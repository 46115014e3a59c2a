/** Keeps a broken page from taking the frame with it. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './ErrorNotice.tsx';

interface State {
  readonly error: Error | undefined;
}

/** Give it the page's address as `key`, so that another page starts unbroken. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Broken detail={error.message} onAgain={() => this.setState({ error: undefined })} />;
  }
}

function Broken({ detail, onAgain }: { readonly detail: string; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 20, maxWidth: 640 }}>
      <ErrorNotice title={t('design.error.broken')}>
        <p>{t('design.error.brokenHint')}</p>
        <p className="quiet">{detail}</p>
        <Button mt={8} onClick={onAgain}>
          {t('design.error.reload')}
        </Button>
      </ErrorNotice>
    </div>
  );
}
