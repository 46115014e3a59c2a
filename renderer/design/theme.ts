/** Mantine set to our measures: 30 px controls, 6 px corners, one accent. Colours come from tokens.css alone. */
import { createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

/** Filled buttons take their ink from the tokens: white on deep teal, near black on the bright teal of the dark scheme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colors, color: 'var(--on-accent)' } : colors;
};

const compact = { defaultProps: { size: 'xs' } };
const floating = { defaultProps: { transitionProps: { duration: 90 }, shadow: 'md' } };

/** What lies behind stays readable. */
const OVERLAY = { backgroundOpacity: 0.28, blur: 0 };

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 'md',
  fontFamily: 'var(--font)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  variantColorResolver,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default', fw: 500 } },
    ActionIcon: { defaultProps: { size: 30, variant: 'subtle', color: 'gray' } },
    InputWrapper: { defaultProps: { labelProps: { mb: 4 } } },
    TextInput: compact,
    Autocomplete: compact,
    NumberInput: compact,
    PasswordInput: compact,
    Textarea: compact,
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right', comboboxProps: { shadow: 'md', transitionProps: { duration: 90 } } } },
    DateInput: { defaultProps: { size: 'xs', popoverProps: { shadow: 'md' } } },
    DatePickerInput: { defaultProps: { size: 'xs', popoverProps: { shadow: 'md' } } },
    Checkbox: compact,
    Radio: compact,
    Switch: compact,
    SegmentedControl: compact,
    Kbd: { defaultProps: { size: 'xs' } },
    Menu: floating,
    Popover: floating,
    Spotlight: { defaultProps: { overlayProps: OVERLAY, yOffset: 72, size: 620, radius: 8 } },
    SpotlightRoot: { defaultProps: { overlayProps: OVERLAY, yOffset: 72, size: 620, radius: 8 } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 90 }, multiline: true, maw: 320 } },
    // The page itself never scrolls, and the policy forbids the style element that locking would add.
    Modal: { defaultProps: { lockScroll: false, overlayProps: OVERLAY, transitionProps: { duration: 90 }, centered: true } },
  },
});
