/** The product's mark: one line that parts and joins again. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="var(--accent)" strokeWidth="2.2" strokeLinecap="round" aria-hidden>
      <path d="M2.5 12h3.2c3 0 3-5.5 6.3-5.5s3.3 5.5 6.3 5.5h3.2" />
      <path d="M5.7 12c3 0 3 5.5 6.3 5.5s3.3-5.5 6.3-5.5" opacity="0.55" />
    </svg>
  );
}
