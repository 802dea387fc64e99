/* Plural forms: many rules with many numbers, by catalogues that the program makes. */
#define _GNU_SOURCE
#include "../../c/locale/catalogue_file.h"
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *const rules[] = {
    "nplurals=1; plural=0;",
    "nplurals=2; plural=n != 1;",
    "nplurals=2; plural=n>1;",
    "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2;",
    "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
    "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2;",
    "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "nplurals=4; plural=n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3;",
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "nplurals=4; plural=(n+3)*2/5%4;",
    "nplurals=4; plural=n-1<2 ? !n : !(n-3)+2;",
    "nplurals=2; plural=nonsense;",
    "nplurals=2",
    "",
};

int main(void) {
    setenv("LANGUAGE", "xx", 1);
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    mkdir("xx", 0777);
    mkdir("xx/LC_MESSAGES", 0777);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char header[512], domain[16], path[64];
        unsigned char file[4096];
        int length = snprintf(header, sizeof header, "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: %s\n", rules[i]);
        struct message messages[] = {
            {"", 0, header, (size_t)length},
            MESSAGE("one\0many", "form 0\0form 1\0form 2\0form 3\0form 4\0form 5"),
        };
        snprintf(domain, sizeof domain, "domain%zu", i);
        snprintf(path, sizeof path, "xx/LC_MESSAGES/%s.mo", domain);
        write_file(path, file, make_catalogue(file, messages, 2, i % 2));
        bindtextdomain(domain, ".");
        printf("%s\n", rules[i]);
        for (unsigned long n = 0; n < 250; n++)
            printf("%s%s", dngettext(domain, "one", "many", n), n % 25 == 24 ? "\n" : " ");
        printf("%s %s\n", dngettext(domain, "one", "many", 4294967296), dngettext(domain, "one", "many", -1ul));
        printf("%s %s\n", dgettext(domain, "one"), dngettext(domain, "other", "others", 1));
    }
    return 0;
}
