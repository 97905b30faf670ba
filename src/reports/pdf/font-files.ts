import { createRequire } from 'node:module';

const faces = '@expo-google-fonts';

/** Few weights, the letters of the scripts that README promises; those of others come from the system. */
const shipped = [
  `${faces}/source-serif-4/400Regular/SourceSerif4_400Regular.ttf`,
  `${faces}/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf`,
  `${faces}/inter/400Regular/Inter_400Regular.ttf`,
  `${faces}/inter/500Medium/Inter_500Medium.ttf`,
  `${faces}/inter/600SemiBold/Inter_600SemiBold.ttf`,
  `${faces}/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf`,
  `${faces}/noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf`,
  `${faces}/tiro-devanagari-hindi/400Regular/TiroDevanagariHindi_400Regular.ttf`,
];

/** Large: whoever needs them installs them beside, as README says. */
const optional = [
  `${faces}/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf`,
  `${faces}/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf`,
  `${faces}/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf`,
  `${faces}/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf`,
  `${faces}/noto-emoji/400Regular/NotoEmoji_400Regular.ttf`,
];

/** The files of the fonts that documents are set in, beside those of the system. */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  const installed = optional.flatMap((file) => {
    try {
      return [resolve(file)];
    } catch {
      return [];
    }
  });
  return [...shipped.map((file) => resolve(file)), ...installed];
}
