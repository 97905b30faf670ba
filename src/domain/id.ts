/** What ids are made of: lower-case letters and digits, without those that look alike. */
export const idLetters = '23456789abcdefghjkmnpqrstuvwxyz';

export const idCharacters = 12;
