// Said at the address of a film that is gone.

export const gone =
  'The film of this address is not in the catalogue any more. Look for its name, or something like it:';
