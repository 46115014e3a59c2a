import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';

/** Takes an import back and says what that did. */
export function useUndo(onUndone: () => void): { run(id: string): Promise<void>; readonly running: boolean } {
  const { t } = useTranslation();
  const say = useSay();
  const undo = useCommand('import.undo');
  return {
    running: undo.running,
    async run(id) {
      const result = await undo.run({ import: id });
      if (!result.ok) return;
      const { restored, withdrawn, kept } = result.value;
      say.done(t('exchange.undone', { restored, withdrawn, kept }));
      onUndone();
    },
  };
}
