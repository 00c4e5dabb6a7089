"""Reports made up for tests of copies: whole stories that share no sentence."""

RIVER = """Gunmen on motorcycles attacked the market of Tillaro on Thursday and set fire to a row of grain stores, the mayor's
office said. At least fourteen traders were killed and more than thirty others were taken to a clinic run by nuns
across the river.

The attackers came from the north shortly after the noon prayer and stayed for nearly two hours before an army patrol
arrived. Soldiers followed them as far as the old ferry landing, where the tracks divided and the patrol turned back
for want of fuel.

“We had asked for a garrison since the last raid, and nobody in the capital found the time to answer our letters to
the ministry,” said Adama Sorro, who keeps the town's register of deaths.

No group has claimed the raid. Fighters loyal to two rival commanders have fought over the river crossings since the
harvest, taxing boats and taking young men from the villages on both banks. The governor of the region has closed the
road to heavy lorries."""

RIDGE = """Artillery fire struck the outskirts of Kelmendra before dawn on Monday, damaging a water station and wounding five
employees. Engineers said that half the city would stay without running water until replacement pumps could be brought
over the pass.

The shells were fired from positions on the eastern ridge, according to observers who have watched the truce since the
spring. They counted twenty-two impacts within forty minutes and warned both garrisons that the crossing for wounded
people would have to close.

A spokesman of the eastern command denied that its guns had opened fire first and spoke of a provocation by volunteers
in the valley. Residents of three villages below the ridge spent the morning in cellars; a school that had reopened
last week sent its pupils home. Talks on an exchange of prisoners, planned for Wednesday in the monastery of Sarvan,
were put off without a new day being named."""

QUOTED = (
    "“We had asked for a garrison since the last raid,"
    " and nobody in the capital found the time to answer our letters to the ministry,”"
)
