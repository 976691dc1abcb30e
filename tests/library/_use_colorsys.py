import colorsys


def show(name, triple):
    print(name, " ".join("%.3f" % (x + 0.00002) for x in triple))


for rgb in ((0.25, 0.5, 0.75), (1.0, 0.5, 0.0), (0.5, 0.5, 0.5), (0.0, 0.25, 0.125)):
    show("yiq", colorsys.rgb_to_yiq(*rgb))
    show("hls", colorsys.rgb_to_hls(*rgb))
    show("hsv", colorsys.rgb_to_hsv(*rgb))
    show("rgb", colorsys.hls_to_rgb(*colorsys.rgb_to_hls(*rgb)))
    show("rgb", colorsys.hsv_to_rgb(*colorsys.rgb_to_hsv(*rgb)))
    show("rgb", colorsys.yiq_to_rgb(*colorsys.rgb_to_yiq(*rgb)))
print(colorsys.__all__, colorsys.ONE_SIXTH < 0.17)
