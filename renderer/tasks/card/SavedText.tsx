import { Textarea } from '@mantine/core';
import { useDraft } from '../../app/draft.ts';

export interface SavedTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onSave: (value: string) => void;
  /** Several lines: then Enter is a new line and Ctrl+Enter saves. */
  readonly lines?: number;
  readonly className?: string | undefined;
}

/** A text that is saved when it is left. Escape gives back what is stored. */
export function SavedText({ label, value, placeholder, onSave, lines = 1, className }: SavedTextProps) {
  const draft = useDraft(value, onSave);
  return (
    <Textarea
      autosize
      minRows={lines}
      maxRows={16}
      aria-label={label}
      classNames={{ input: className ?? '' }}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={draft.leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && (lines === 1 || event.ctrlKey)) {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === 'Escape' && draft.pending) {
          event.stopPropagation();
          draft.discard();
        }
      }}
    />
  );
}
