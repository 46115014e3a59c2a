import { useEditorState, type Editor } from '@tiptap/react';
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  List,
  ListOrdered,
  Minus,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './Editor.module.css';

interface Tool {
  readonly id: 'heading1' | 'heading2' | 'heading3' | 'bold' | 'italic' | 'strike' | 'code' | 'bulletList' | 'orderedList' | 'blockquote' | 'codeBlock' | 'rule' | 'undo' | 'redo';
  readonly icon: LucideIcon;
  readonly run: (editor: Editor) => boolean;
  /** Whether it is in force where the cursor stands. */
  readonly active?: (editor: Editor) => boolean;
}

const heading = (level: 1 | 2 | 3, icon: LucideIcon): Tool => ({
  id: `heading${level}`,
  icon,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  active: (editor) => editor.isActive('heading', { level }),
});

const TOOLS: readonly (readonly Tool[])[] = [
  [heading(1, Heading1), heading(2, Heading2), heading(3, Heading3)],
  [
    { id: 'bold', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run(), active: (editor) => editor.isActive('bold') },
    { id: 'italic', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run(), active: (editor) => editor.isActive('italic') },
    { id: 'strike', icon: Strikethrough, run: (editor) => editor.chain().focus().toggleStrike().run(), active: (editor) => editor.isActive('strike') },
    { id: 'code', icon: Code, run: (editor) => editor.chain().focus().toggleCode().run(), active: (editor) => editor.isActive('code') },
  ],
  [
    { id: 'bulletList', icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run(), active: (editor) => editor.isActive('bulletList') },
    { id: 'orderedList', icon: ListOrdered, run: (editor) => editor.chain().focus().toggleOrderedList().run(), active: (editor) => editor.isActive('orderedList') },
    { id: 'blockquote', icon: Quote, run: (editor) => editor.chain().focus().toggleBlockquote().run(), active: (editor) => editor.isActive('blockquote') },
    { id: 'codeBlock', icon: SquareCode, run: (editor) => editor.chain().focus().toggleCodeBlock().run(), active: (editor) => editor.isActive('codeBlock') },
    { id: 'rule', icon: Minus, run: (editor) => editor.chain().focus().setHorizontalRule().run() },
  ],
  [
    { id: 'undo', icon: Undo2, run: (editor) => editor.chain().focus().undo().run() },
    { id: 'redo', icon: Redo2, run: (editor) => editor.chain().focus().redo().run() },
  ],
];

/** Formats the text; one tab stop per group is not worth its keys, so each tool is a stop. */
export function Toolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => TOOLS.flat().filter((tool) => tool.active?.(current) === true).map((tool) => tool.id),
  });
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('knowledge.toolbar')}>
      {TOOLS.map((group) => (
        <span key={group[0]?.id} className={styles.group}>
          {group.map(({ id, icon: Icon, run }) => (
            <button
              key={id}
              type="button"
              className={styles.tool}
              aria-pressed={active.includes(id)}
              aria-label={t(`knowledge.format.${id}`)}
              title={t(`knowledge.format.${id}`)}
              onClick={() => run(editor)}
            >
              <Icon size={15} aria-hidden />
            </button>
          ))}
        </span>
      ))}
    </div>
  );
}
