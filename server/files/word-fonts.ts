/**
 * Fonts of a Word file. Word sets Chinese characters in the eastAsia font and the rest in the others; SimSun and SimHei are
 * 宋体 and 黑体 by the name that every Word knows. Where a machine has neither, the font table names what may stand in.
 */

const latin = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
export const FONT = { ...latin, eastAsia: 'SimSun' };
export const HEADING_FONT = { ...latin, eastAsia: 'SimHei' };

const font = (name: string, stands: string, family: string) =>
  `<w:font w:name="${name}"><w:altName w:val="${stands}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`;

export const FONT_TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${font(
  'SimSun',
  '宋体,Noto Serif CJK SC,Source Han Serif SC,Noto Sans CJK SC',
  'roman',
)}${font('SimHei', '黑体,Noto Sans CJK SC,Source Han Sans SC', 'swiss')}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
