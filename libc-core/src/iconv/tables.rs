//! Character sets, made by `cargo xtask unicode`.

use super::double::Double;
use super::members::Members;
use super::pairs::Pairs;
use super::single::Single;

const SINGLES: &[u8] = include_bytes!("tables/singles.bin");

/// ISO/IEC 8859-2.
pub static ISO_8859_2: Single = Single::new(0xa0, SINGLES, 0, 192);
/// ISO/IEC 8859-3.
pub static ISO_8859_3: Single = Single::new(0xa0, SINGLES, 192, 384);
/// ISO/IEC 8859-4.
pub static ISO_8859_4: Single = Single::new(0xa0, SINGLES, 384, 576);
/// ISO/IEC 8859-5.
pub static ISO_8859_5: Single = Single::new(0xa0, SINGLES, 576, 768);
/// ISO/IEC 8859-6.
pub static ISO_8859_6: Single = Single::new(0xa0, SINGLES, 768, 960);
/// ISO/IEC 8859-7.
pub static ISO_8859_7: Single = Single::new(0xa0, SINGLES, 960, 1152);
/// ISO/IEC 8859-8.
pub static ISO_8859_8: Single = Single::new(0xa0, SINGLES, 1152, 1344);
/// ISO/IEC 8859-9.
pub static ISO_8859_9: Single = Single::new(0xa0, SINGLES, 1344, 1536);
/// ISO/IEC 8859-10.
pub static ISO_8859_10: Single = Single::new(0xa0, SINGLES, 1536, 1728);
/// ISO/IEC 8859-11.
pub static ISO_8859_11: Single = Single::new(0xa0, SINGLES, 1728, 1920);
/// ISO/IEC 8859-13.
pub static ISO_8859_13: Single = Single::new(0xa0, SINGLES, 1920, 2112);
/// ISO/IEC 8859-14.
pub static ISO_8859_14: Single = Single::new(0xa0, SINGLES, 2112, 2304);
/// ISO/IEC 8859-15.
pub static ISO_8859_15: Single = Single::new(0xa0, SINGLES, 2304, 2496);
/// ISO/IEC 8859-16.
pub static ISO_8859_16: Single = Single::new(0xa0, SINGLES, 2496, 2688);
/// Microsoft's code page 874.
pub static CP874: Single = Single::new(0x80, SINGLES, 2688, 2944);
/// Microsoft's code page 1250.
pub static CP1250: Single = Single::new(0x80, SINGLES, 2944, 3200);
/// Microsoft's code page 1251.
pub static CP1251: Single = Single::new(0x80, SINGLES, 3200, 3456);
/// Microsoft's code page 1252.
pub static CP1252: Single = Single::new(0x80, SINGLES, 3456, 3712);
/// Microsoft's code page 1253.
pub static CP1253: Single = Single::new(0x80, SINGLES, 3712, 3968);
/// Microsoft's code page 1254.
pub static CP1254: Single = Single::new(0x80, SINGLES, 3968, 4224);
/// Microsoft's code page 1255.
pub static CP1255: Single = Single::new(0x80, SINGLES, 4224, 4480);
/// Microsoft's code page 1256.
pub static CP1256: Single = Single::new(0x80, SINGLES, 4480, 4736);
/// Microsoft's code page 1257.
pub static CP1257: Single = Single::new(0x80, SINGLES, 4736, 4992);
/// Microsoft's code page 1258.
pub static CP1258: Single = Single::new(0x80, SINGLES, 4992, 5248);
/// RFC 1489.
pub static KOI8_R: Single = Single::new(0x80, SINGLES, 5248, 5504);
/// RFC 2319.
pub static KOI8_U: Single = Single::new(0x80, SINGLES, 5504, 5760);
/// IBM's code page 437.
pub static CP437: Single = Single::new(0x80, SINGLES, 5760, 6016);
/// IBM's code page 737.
pub static CP737: Single = Single::new(0x80, SINGLES, 6016, 6272);
/// IBM's code page 775.
pub static CP775: Single = Single::new(0x80, SINGLES, 6272, 6528);
/// IBM's code page 850.
pub static CP850: Single = Single::new(0x80, SINGLES, 6528, 6784);
/// IBM's code page 852.
pub static CP852: Single = Single::new(0x80, SINGLES, 6784, 7040);
/// IBM's code page 855.
pub static CP855: Single = Single::new(0x80, SINGLES, 7040, 7296);
/// IBM's code page 857.
pub static CP857: Single = Single::new(0x80, SINGLES, 7296, 7552);
/// IBM's code page 858.
pub static CP858: Single = Single::new(0x80, SINGLES, 7552, 7808);
/// IBM's code page 860.
pub static CP860: Single = Single::new(0x80, SINGLES, 7808, 8064);
/// IBM's code page 861.
pub static CP861: Single = Single::new(0x80, SINGLES, 8064, 8320);
/// IBM's code page 862.
pub static CP862: Single = Single::new(0x80, SINGLES, 8320, 8576);
/// IBM's code page 863.
pub static CP863: Single = Single::new(0x80, SINGLES, 8576, 8832);
/// IBM's code page 864.
pub static CP864: Single = Single::new(0x80, SINGLES, 8832, 9088);
/// IBM's code page 865.
pub static CP865: Single = Single::new(0x80, SINGLES, 9088, 9344);
/// IBM's code page 866.
pub static CP866: Single = Single::new(0x80, SINGLES, 9344, 9600);
/// IBM's code page 869.
pub static CP869: Single = Single::new(0x80, SINGLES, 9600, 9856);
/// IBM's code page 1047, an EBCDIC.
pub static CP1047: Single = Single::new(0x0, SINGLES, 9856, 10368);

/// JIS X 0208 with Microsoft's mapping and what NEC (rows 13, 89 to 92) and IBM (from row 115) added.
pub static JIS_X_0208: Double = Double::new(94, include_bytes!("tables/jis_x_0208.bin"), [120, 16476, 16476, 20796]);

/// JIS X 0212.
pub static JIS_X_0212: Double = Double::new(94, include_bytes!("tables/jis_x_0212.bin"), [78, 12862, 12862, 16870]);

/// KS X 1001 without its Hangul syllables.
pub static KS_X_1001: Double = Double::new(94, include_bytes!("tables/ks_x_1001.bin"), [94, 12126, 12126, 16554]);

/// GB 2312 with what GBK added to its plane.
pub static GB_2312: Double = Double::new(94, include_bytes!("tables/gb_2312.bin"), [88, 15316, 15316, 19564]);

/// Big5 with what ETEN and Hong Kong added; row 0 has the lead byte 0x87.
pub static BIG5: Double = Double::new(157, include_bytes!("tables/big5.bin"), [120, 37800, 40155, 52383]);

/// The Hangul syllables of KS X 1001.
pub static HANGUL: Members = Members::new(include_bytes!("tables/hangul.bin"));

/// Characters of GBK outside of GB 2312's plane that are in no order: codes and characters.
pub static GBK_OTHERS: Pairs = Pairs::new(include_bytes!("tables/gbk_others.bin"));

/// Where in the order of GB 18030's codes of four bytes a range of characters begins, and with which.
pub static GB18030_RANGES: Pairs = Pairs::new(include_bytes!("tables/gb18030_ranges.bin"));
