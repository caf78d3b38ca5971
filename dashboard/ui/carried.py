"""Links to which a browser adds the filters: what they stand in is the same for every choice.

The top of a page was sent anew with each change of a filter, because each of its 27 links held the
filters: 2.4 kB and 0.7 ms of the server's CPU a change. Such a link names only what it asks
beside them, and what it takes out as "" (`frame/links.js`).
"""

CARRIES = 'class="carries"'
