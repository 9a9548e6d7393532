// Fails where netcore brought Qt Gui or Qt Widgets into the process, or needs them to link.
#include <cstdio>
#include <fstream>
#include <string>

int main()
{
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find("libQt6Gui") != std::string::npos || line.find("libQt6Widgets") != std::string::npos) {
            std::puts(line.c_str());
            return 1;
        }
    }
    std::puts("PASS   : netcore links alone, without Qt Gui");
    return 0;
}
