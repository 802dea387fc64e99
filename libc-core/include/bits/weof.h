/* WEOF: no wide character (C23 7.31.1). */
#undef WEOF
#define WEOF 0xffffffffU
