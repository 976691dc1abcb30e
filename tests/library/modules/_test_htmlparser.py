"""html.parser: what is reported for markup, whole and in pieces. (CPython's newer releases read broken markup otherwise than 3.11.2
does: only what both read the same way is here; tests/cpython has the rest.)"""
from html.parser import HTMLParser


class Recorder(HTMLParser):
    def __init__(self, **options):
        self.events = []
        super().__init__(**options)

    def handle_starttag(self, tag, attrs):
        self.events.append(('start', tag, attrs, self.getpos(), self.get_starttag_text()))

    def handle_endtag(self, tag):
        self.events.append(('end', tag))

    def handle_data(self, data):
        if self.events and self.events[-1][0] == 'data':
            data = self.events.pop()[1] + data
        self.events.append(('data', data))

    def handle_comment(self, data):
        self.events.append(('comment', data))

    def handle_decl(self, decl):
        self.events.append(('decl', decl))

    def handle_pi(self, data):
        self.events.append(('pi', data))

    def handle_charref(self, name):
        self.events.append(('charref', name))

    def handle_entityref(self, name):
        self.events.append(('entityref', name))


PAGE = '''<!DOCTYPE html><html>
<head><title>A &amp; B &#65;&lt</title><script>if (a < b && c) { "<p>" }</script></head>
<!-- a -- comment --><body class='x y' id=z data-q="&quot;1&quot;" hidden><br/><img src="a.png" alt=b />
<?php echo 1 ?>text &eacute;&copy 2 < 3 &unknown; <p>unclosed<P ALIGN=Center>&#x41;</body></html>'''
for convert in (True, False):
    for step in (1, 7, len(PAGE)):
        parser = Recorder(convert_charrefs=convert)
        for i in range(0, len(PAGE), step):
            parser.feed(PAGE[i:i + step])
        parser.close()
        for event in parser.events:
            print(event)
        print(parser.getpos())
parser.reset()
print(parser.rawdata == '', parser.getpos())
