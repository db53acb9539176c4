import './query-box.css';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Whether the box has the keyboard. */
  readonly onTyping: (is: boolean) => void;
}

/** A box that looks like that of queries, without what reads them. */
export const PlainBox = ({ label, placeholder, value, onChange, onTyping }: Props) => (
  <div className="query-box plain">
    <div className="query-field">
      <input
        type="text"
        data-search
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onFocus={() => onTyping(true)}
        onBlur={() => onTyping(false)}
      />
    </div>
    <div className="said" />
  </div>
);
