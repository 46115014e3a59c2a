import { Textarea } from '@mantine/core';
import { useState } from 'react';

export interface SavedTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onSave: (value: string) => void;
  /** Several lines: then Enter is a new line and Ctrl+Enter saves. */
  readonly lines?: number;
  readonly className?: string | undefined;
}

/** A text that is saved when it is left. Escape gives back what was there. Give it the stored value as `key`. */
export function SavedText({ label, value, placeholder, onSave, lines = 1, className }: SavedTextProps) {
  const [text, setText] = useState(value);
  function save(): void {
    if (text.trim() !== value) onSave(text.trim());
  }
  return (
    <Textarea
      autosize
      minRows={lines}
      maxRows={16}
      aria-label={label}
      classNames={{ input: className ?? '' }}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && (lines === 1 || event.ctrlKey)) {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === 'Escape' && text !== value) {
          event.stopPropagation();
          setText(value);
        }
      }}
    />
  );
}
